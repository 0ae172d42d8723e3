/// Ground floor: how long computations are ended before their time. What is computed, and on which threads, is
/// elsewhere.
@org.jspecify.annotations.NullMarked
package dev.guise.work;
