package dev.guise.cli;

import dev.guise.cluster.defaults.ApiResources;
import dev.guise.impersonation.Mode;
import dev.guise.rbac.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A request as it is typed: `VERB RESOURCE[.GROUP][/SUB] [NAME] [-n NAMESPACE]` or `VERB /path`.
final class RequestWords {
    private static final Set<String> VERBS = Set.of(
            "get",
            "list",
            "watch",
            "create",
            "update",
            "patch",
            "delete",
            "deletecollection",
            "impersonate",
            "bind",
            "escalate",
            "approve",
            "sign",
            "attest",
            "use",
            "proxy",
            "post",
            "put",
            "head",
            "*");

    private RequestWords() {}

    /// Whether a text begins like a request: with a verb, or with any word in front of a path.
    static boolean looksLikeOne(String text) {
        String[] words = text.strip().split("\\s+", 3);
        if (words.length < 2) {
            return false;
        }
        boolean path = words[1].startsWith("/");
        return path || VERBS.contains(words[0]) || words[0].startsWith(Mode.LEGACY_VERB);
    }

    /// The request in one argument, such as `get secrets -n kube-system`.
    ///
    /// @param resources what words for resources mean
    /// @throws UsageException when it is none
    static Attributes parse(ApiResources resources, String text) {
        List<String> words = new ArrayList<>(List.of(text.strip().split("\\s+")));
        String namespace = "";
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals("-n") || words.get(i).equals("--namespace")) {
                if (i + 1 == words.size()) {
                    throw new UsageException("a namespace is missing after -n in \"" + text + "\"");
                }
                words.remove(i);
                namespace = words.remove(i);
                i--;
            }
        }
        return of(resources, words, namespace);
    }

    /// @param resources what words for resources mean
    /// @param words     verb, resource or path, and perhaps a name
    /// @param namespace the namespace, or `""`
    /// @throws UsageException when the words are no request
    static Attributes of(ApiResources resources, List<String> words, String namespace) {
        if (words.size() < 2 || words.size() > 3) {
            throw new UsageException(
                    "a request must be VERB RESOURCE[.GROUP][/SUB] [NAME] [-n NAMESPACE], or VERB /path, not \""
                            + String.join(" ", words) + "\"");
        }
        String verb = words.get(0);
        String what = words.get(1);
        if (!what.startsWith("/")) {
            String name = words.size() == 3 ? words.get(2) : "";
            return ResourceWord.parse(what).request(resources, verb, namespace, name);
        }
        if (words.size() == 3 || !namespace.isEmpty()) {
            throw new UsageException("a request path takes neither a name nor a namespace: \"" + what + "\"");
        }
        return RequestPath.parse(verb, what);
    }
}
