"""The colours of a chart: those of static/css/app.css, given as attributes because a chart is also printed alone.

Neighbours differ by tone and by outline, not by hue alone, so that a black and white printer shows them too.
"""

from typing import Final

TEXT: Final = "#1d2125"  # --muc-den
FAINT_TEXT: Final = "#565b61"  # --muc-nhat
EDGE: Final = "#7a7d80"  # --vien-o
FULL: Final = "#0d5261"  # --chinh
FULL_MARKED: Final = "#093b46"  # --chinh-dam
PALE: Final = "#e7f0f1"  # --chinh-nhat
USUAL: Final = "#fdf2d3"  # the ground of .nhan--attention
USUAL_EDGE: Final = "#5e4400"  # the words of .nhan--attention
