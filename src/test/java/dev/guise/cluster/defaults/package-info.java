@org.jspecify.annotations.NullMarked
package dev.guise.cluster.defaults;
