package dev.guise.cluster.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The impersonation headers of a request as they are sent.
public final class RequestHeaders {
    private RequestHeaders() {}

    /// One line for each header, `Name: value`, in the order in which clients send them. What a header cannot hold,
    /// such as a line break, is left out of its value.
    ///
    /// @param user  `""` for no header
    /// @param uid   `""` for no header
    /// @param extra keys as they are meant; they are escaped for the header's name
    public static List<String> lines(String user, String uid, List<String> groups, Map<String, List<String>> extra) {
        List<String> lines = new ArrayList<>();
        new ImpersonationHeaders(user, uid, groups, extra)
                .forEach((name, value) -> lines.add(name + ": " + value.replaceAll("\\p{Cntrl}", "")));
        return lines;
    }
}
