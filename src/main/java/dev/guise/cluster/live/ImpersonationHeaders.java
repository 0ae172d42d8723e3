package dev.guise.cluster.live;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/// Asks as another identity, when the kubeconfig's user says so (`as`, `as-groups`, `as-uid`, `as-user-extra`).
///
/// Mirrors `k8s.io/client-go/transport/round_trippers.go`.
///
/// @param user `""` without impersonation
record ImpersonationHeaders(String user, String uid, List<String> groups, Map<String, List<String>> extra)
        implements Interceptor {
    private static final String TOKEN_CHARACTERS = "!#$&'*+-.^_`|~";

    static ImpersonationHeaders of(KubeEntry user) {
        return new ImpersonationHeaders(
                user.text("as"), user.text("as-uid"), user.texts("as-groups"), user.textLists("as-user-extra"));
    }

    /// Whether anything is asked for.
    boolean isAny() {
        return !(user.isEmpty() && uid.isEmpty() && groups.isEmpty() && extra.isEmpty());
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        forEach(builder::header);
    }

    /// Passes on every header with its value, in the order in which they are sent.
    void forEach(BiConsumer<String, String> told) {
        if (!user.isEmpty()) {
            told.accept("Impersonate-User", user);
        }
        if (!uid.isEmpty()) {
            told.accept("Impersonate-Uid", uid);
        }
        groups.forEach(group -> told.accept("Impersonate-Group", group));
        extra.forEach((key, values) -> values.forEach(
                value -> told.accept("Impersonate-Extra-" + escaped(key.toLowerCase(Locale.ROOT)), value)));
    }

    private static String escaped(String key) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || TOKEN_CHARACTERS.indexOf(b) >= 0;
            escaped.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b & 0xff));
        }
        return escaped.toString();
    }
}
