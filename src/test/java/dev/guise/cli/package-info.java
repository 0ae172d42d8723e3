/// Tests of the command line: whole commands in this process, with their streams caught.
@org.jspecify.annotations.NullMarked
package dev.guise.cli;
