"""What is heard in a ward, step by step as each person does it: a meeting, the desk, the answer, the figures."""
