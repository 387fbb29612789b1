"""The program as a WSGI server finds it; settings come from the environment and from the data folder."""

from nam_tinh_hinh import create_app

app = create_app()
