"""The order of the steps is checked, not hoped for."""

import pytest

from firsthand.extract.steps import OrderError, Step, check_order, run

WORDS = Step(str.split, ("text",), "words")
COUNT = Step(len, ("words",), "count")


def test_steps_run_in_order_on_what_earlier_ones_give():
    assert run((WORDS, COUNT), {"text": "a b c"})["count"] == 3


def test_a_step_before_what_it_needs_is_refused():
    with pytest.raises(OrderError, match="'count' needs words"):
        check_order((COUNT, WORDS), ("text",))


def test_a_layer_is_given_once():
    with pytest.raises(OrderError, match="stands already"):
        check_order((WORDS, WORDS), ("text",))


def test_the_programs_own_steps_are_in_order():
    from firsthand.extract.pipeline import GIVEN, STEPS

    check_order(STEPS, GIVEN)
    wanted = "parties times places quantities attributions events measures items stances claims".split()
    assert [s.gives for s in STEPS if s.gives in wanted] == wanted
    with pytest.raises(OrderError):
        check_order(tuple(reversed(STEPS)), GIVEN)
