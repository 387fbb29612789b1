"""``python -m tests.access.regenerate``: write the matrix anew. Read its difference before it is committed."""

import os
import sys

import pytest

from tests.access.judging import REGENERATE

FILES = ("test_matrix_exemplars", "test_matrix_situation", "test_matrix_petitions", "test_matrix_rest")

if __name__ == "__main__":
    os.environ[REGENERATE] = "yes"
    sys.exit(pytest.main(["-q", *(f"tests/access/{name}.py" for name in FILES), *sys.argv[1:]]))
