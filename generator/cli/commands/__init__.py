"""What `wanlixing` can be told to do, by who asks for it: `cli` puts them together."""
