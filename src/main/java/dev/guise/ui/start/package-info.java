/// The start page and what is seen while a cluster or files are being read.
/// Where contexts come from and how they are read is behind [dev.guise.ui.start.SourceCatalog].
/// What is done with the snapshot afterwards does not belong here.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.start;
