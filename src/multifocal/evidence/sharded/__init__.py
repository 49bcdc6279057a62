"""Many patients judged by several processes, in shards that are kept and never judged twice."""
