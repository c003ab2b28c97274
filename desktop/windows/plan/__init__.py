"""The room Aktivitetsplan: the table of activities, grouped, sorted, edited in place."""
