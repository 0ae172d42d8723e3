/// Tests of the documents that leave Guise.
@org.jspecify.annotations.NullMarked
package dev.guise.report;
