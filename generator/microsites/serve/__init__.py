"""The local preview: what is written is on screen as soon as it is saved, with what would be measured."""
