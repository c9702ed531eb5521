"""Reading gzip as it comes: many members in a row, never more in memory than is asked for, and loud where it is cut."""

import io
import zlib
from typing import Any, BinaryIO

CHUNK = 65_536


class CutOffError(OSError):
    """Compressed data end in the middle."""


class Inflating(io.RawIOBase):
    """The plain bytes of `stream`, inflated if it is gzip. Whole data before a cut or a broken byte are given first."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._pending = stream.read(2)
        self._gzip = self._pending == b"\x1f\x8b"
        self._member: Any = None
        self._position = 0

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """The position; archive readers ask for it in this way. The stream only goes forward."""
        if (offset, whence) not in ((0, io.SEEK_CUR), (self._position, io.SEEK_SET)):
            raise io.UnsupportedOperation("the stream only goes forward")
        return self._position

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._inflate(len(buffer)) if self._gzip else self._pass(len(buffer))
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)

    def _pass(self, size: int) -> bytes:
        data, self._pending = self._pending or self._stream.read(size), b""
        return data

    def _inflate(self, size: int) -> bytes:
        while True:
            raw = self._pending or self._stream.read(CHUNK)
            if not raw:
                if self._member is not None:
                    raise CutOffError("the compressed data end in the middle")
                return b""
            if self._member is None:
                self._member = zlib.decompressobj(wbits=31)
            try:
                data = self._member.decompress(raw, size)
            except zlib.error as e:
                raise OSError(f"the compressed data are broken ({e})") from None
            self._pending = self._member.unconsumed_tail
            if self._member.eof:
                self._pending, self._member = self._member.unused_data, None
            if data:
                return data
