/// What every cluster has whether or not its files have it: the roles and bindings that an API server of each version
/// makes for itself, as data with its source, and how files are completed with them.
/// What a particular distribution adds does not belong here.
@org.jspecify.annotations.NullMarked
package dev.guise.cluster.defaults;
