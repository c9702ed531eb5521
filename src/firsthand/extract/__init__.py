"""Document -> claims: one module or package a step; `pipeline` puts them in order."""
