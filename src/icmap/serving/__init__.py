"""The workshop: a page on this machine that follows a map file while somebody types, and the watcher that `--watch` shares."""
