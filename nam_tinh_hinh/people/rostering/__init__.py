"""The officers' list as pure data: reading it in, judging every row, comparing it with today. No database, no web.

The list is "Danh sách cán bộ được phân công phụ trách, theo dõi, nắm tình hình" (S0 II.5.1; requirements R034, R151).
"""
