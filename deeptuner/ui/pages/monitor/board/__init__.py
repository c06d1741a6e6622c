"""A folder of TensorBoard files on Monitor. Shows what the worker has read; reads nothing."""
