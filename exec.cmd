@rem The scripts of package.json begin with "exec": a POSIX shell then gives its place to Node, so that signals sent to npm
@rem reach it. cmd has no such word; it finds this file instead.
@%*
