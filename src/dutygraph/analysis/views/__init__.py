"""Views: the data behind pages and API (页面与接口的数据). Each is a pure function of a snapshot and gives a frozen answer with ``meta`` and ``as_dict``."""
