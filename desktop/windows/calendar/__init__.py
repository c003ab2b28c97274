"""The calendar: a month, a week, and the whole year as a timeline, in which things are moved by hand."""
