@rem Scripts of package.json start Node with "exec", which makes a POSIX shell hand its process to Node, so that signals
@rem sent to npm reach the command. cmd has no such command and runs this file instead.
@%*
