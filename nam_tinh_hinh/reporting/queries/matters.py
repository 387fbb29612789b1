"""Observations as a report's headings take them: by main topic, kind and severity."""

from collections.abc import Mapping

from nam_tinh_hinh.reporting.sharing_out import Matter
from nam_tinh_hinh.situation.queries import topics
from nam_tinh_hinh.situation.queries.reference import TopicLine
from nam_tinh_hinh.situation.tables import Observation

MainTopics = Mapping[int, tuple[int, TopicLine]]


def main_topics() -> MainTopics:
    """Return {topic id: place and line of its main topic}: a sub-topic, a unit's own too, counts as its main one."""
    lines = topics(all_of_them=True)
    mains = {line.id: (place, line) for place, line in enumerate(lines) if line.parent_id is None}
    return {line.id: mains[line.parent_id or line.id] for line in lines}


def matter_of(row: Observation, mains: MainTopics) -> Matter:
    """Return an observation as it is shared out over headings."""
    return Matter(row.id, mains[row.topic_id][1].code, row.kind, row.severity)
