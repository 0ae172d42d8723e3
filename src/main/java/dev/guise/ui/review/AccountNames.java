package dev.guise.ui.review;

import java.util.regex.Pattern;

/// What service accounts are called in sentences: as in lists, `namespace/name`. Their user names are for what the API
/// server reads and writes.
public final class AccountNames {
    // What is quoted is written so somewhere in the cluster.
    private static final Pattern USER_NAME = Pattern.compile(
            "(?<![`\"\\w])system:serviceaccount:([a-z0-9](?:[-a-z0-9]*[a-z0-9])?):([a-z0-9](?:[-a-z0-9.]*[a-z0-9])?)");

    private AccountNames() {}

    /// A text in which every account that is not quoted has its short name.
    public static String shortened(String text) {
        return USER_NAME.matcher(text).replaceAll("$1/$2");
    }
}
