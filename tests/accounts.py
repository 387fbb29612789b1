"""The accounts of the demonstration in groups: who may what is written down by these words in the access tables."""

OUR_UNIT, OTHER_UNIT = ["canbo", "lanhdao"], ["canbo2", "lanhdao2"]
UNITS = [*OUR_UNIT, *OTHER_UNIT]
COMMITTEE = ["banchidao", "banchidao2", "truongban"]
ISSUERS = ["thuongtruc", "truongban"]
SERVING = [*COMMITTEE, "thuongtruc"]
OVERSEERS = [*SERVING, "tonghop", "nguoixem"]
LOOKERS = [*UNITS, *OVERSEERS, "phutrach"]
ACCOUNTS = [*LOOKERS, "quantri"]
# Who sees what our unit has sent, and who does not.
SEERS = [*OUR_UNIT, *OVERSEERS]
STRANGERS = [*OTHER_UNIT, "phutrach", "quantri"]
OUTSIDE = "signed out"
