/// What the views share: the cluster under review with its answers, who is in it, and what is asked of it now.
/// Knows no controls; a question of one view only belongs into that view's package.
@org.jspecify.annotations.NullMarked
package dev.guise.ui.review;
