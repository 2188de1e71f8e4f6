"""The commands of `painkg`, a module for each subject; `add` of a module declares its commands."""
