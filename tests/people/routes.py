"""Who gets which answer from one's own account and from administration: rows for tests.test_access."""

from tests.accounts import ACCOUNTS

EVERYONE = [*ACCOUNTS, "signed out"]
ADMIN, LEADER = ["quantri"], ["lanhdao", "lanhdao2"]

_READ = (
    "admin", "users", "user", "new_user", "references", "reference", "print_settings", "print_setting", "specimen",
    "layout", "settings", "chronicle", "chronicle_xlsx",
)  # fmt: skip
# What an administrator is told when he sends an empty form; in this order, for some undo what others did.
_SENT = {
    "add_user": 422, "rename_user": 422, "new_code": 200, "give_position": 422, "end_position": 422,
    "undo_end_position": 409, "lock_user": 303, "unlock_user": 303, "user_second_factor_off": 303,
    "take_back_position": 409, "add_row": 422, "rename_row": 422, "move_row": 303, "switch_row": 404,
    "remove_row": 409, "restore_row": 404, "add_print_settings": 422, "edit_print_setting": 422,
    "specimen_typed": 422, "edit_layout": 422, "reset_layout": 303, "undo_layout": 409, "change_settings": 422,
}  # fmt: skip

TABLE: dict[tuple[str, str], dict[int, list[str]]] = {
    ("GET", "people.sign_in_code"): {303: EVERYONE},
    ("GET", "people.account"): {200: ACCOUNTS},
    ("GET", "people.second_factor"): {200: ACCOUNTS},
    ("GET", "people.second_factor_picture"): {404: ACCOUNTS},
    ("GET", "people.lend"): {200: [*LEADER]},
    **{("GET", f"people.{name}"): {200: ADMIN} for name in _READ},
    ("POST", "people.sign_in_code_post"): {422: EVERYONE},
    ("POST", "people.end_sign_in"): {404: ACCOUNTS},
    ("POST", "people.end_other_sign_ins"): {303: ACCOUNTS},
    ("POST", "people.second_factor_begin"): {303: ACCOUNTS},
    ("POST", "people.second_factor_confirm"): {422: ACCOUNTS},
    ("POST", "people.second_factor_off"): {422: ACCOUNTS},
    ("POST", "people.lend_post"): {422: [*LEADER]},
    ("POST", "people.end_stand_in"): {404: ACCOUNTS},
    **{("POST", f"people.{name}"): {code: ADMIN} for name, code in _SENT.items()},
}
_IDS = {"user_id": 1, "position_id": 1, "setting_id": 1, "row_id": 1, "sign_in_id": 99999, "stand_in_id": 99999}
_WORDS = {"slug": "loai-don-vi", "code": "dang", "way": "len"}
_OURS = {endpoint for _verb, endpoint in TABLE}


def params(endpoint: str, arguments: set[str]) -> dict[str, object]:
    """Return what fills the address of one of these endpoints; nothing for another's."""
    known = _IDS | _WORDS
    return {name: known[name] for name in arguments if name in known} if endpoint in _OURS else {}
