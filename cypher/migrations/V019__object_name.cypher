// Finds a supervised object (监管对象) by name.
CREATE INDEX object_name IF NOT EXISTS
FOR (n:Object) ON (n.name)
