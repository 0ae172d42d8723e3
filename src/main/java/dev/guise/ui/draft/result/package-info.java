/// What a draft leads to: its problems, its changes against the cluster, who gains and who loses what, the order of
/// its steps, and what the API server says of it. Editing does not belong here.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.draft.result;
