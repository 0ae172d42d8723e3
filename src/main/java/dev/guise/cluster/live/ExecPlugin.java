package dev.guise.cluster.live;

import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.Shown;
import dev.guise.cluster.SourceException;
import dev.guise.cluster.read.BrokenDocumentException;
import dev.guise.cluster.read.JsonObjects;
import dev.guise.cluster.read.Tree;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// Runs a kubeconfig's exec credential plugin: only its standard output is taken for the credential, what it says on
/// standard error belongs to the error message, and it has a limited time.
///
/// Mirrors `k8s.io/client-go/plugin/pkg/client/auth/exec/exec.go`.
final class ExecPlugin {
    private static final int MAX_OUTPUT_BYTES = 1 << 20;
    private static final int SHOWN_ERROR = 600;
    private static final Duration POLL = Duration.ofMillis(100);

    /// What a plugin gave out.
    ///
    /// @param expires when it ends; [Instant#MAX] when it does not say
    record Credential(String token, String certificate, String key, Instant expires) {}

    private final KubeEntry exec;
    private final KubeEntry cluster;
    private final Map<String, String> environment;
    private final Duration limit;

    /// @param exec        the user's `exec`
    /// @param cluster     passed to a plugin that asks for it
    /// @param environment the plugin's environment; its `PATH` is where the plugin is looked for
    ExecPlugin(KubeEntry exec, KubeEntry cluster, Map<String, String> environment, Duration limit) {
        this.exec = exec;
        this.cluster = cluster;
        this.environment = environment;
        this.limit = limit;
    }

    private String command() {
        return exec.text("command");
    }

    private SourceException problem(String what, String advice) {
        return new SourceException(
                exec.file().toString(),
                "The credential plugin " + Shown.quoted(command()) + " of the user " + Shown.quoted(exec.name()) + " "
                        + what,
                advice);
    }

    /// Runs the plugin.
    ///
    /// @throws SourceException when it is missing, fails, takes too long or says nothing useful
    Credential run(ReadProgress progress) throws SourceException {
        if (exec.text("interactiveMode").equals("Always")) {
            throw problem("requires a terminal", "Dump the cluster with kubectl and open the dump.");
        }
        Process process = start();
        try {
            CompletableFuture<String> output = drain(process.getInputStream());
            CompletableFuture<String> errors = drain(process.getErrorStream());
            await(process, progress);
            String said = collected(errors);
            if (process.exitValue() != 0) {
                throw problem(
                        "failed with exit code " + process.exitValue() + said(said),
                        "Run the plugin in a terminal, log in again, then retry.");
            }
            return credential(collected(output), said);
        } finally {
            end(process);
        }
    }

    private Process start() throws SourceException {
        List<String> words = new ArrayList<>();
        words.add(find().toString());
        words.addAll(exec.texts("args"));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(exec.pairs("env"));
        builder.environment().put("KUBERNETES_EXEC_INFO", info());
        builder.redirectInput(ProcessBuilder.Redirect.from(nothing()));
        try {
            return builder.start();
        } catch (IOException | IllegalArgumentException e) {
            throw problem("cannot be started: " + Shown.plain(String.valueOf(e.getMessage())), installHint());
        }
    }

    private static File nothing() {
        boolean windows = File.separatorChar == '\\';
        return new File(windows ? "NUL" : "/dev/null");
    }

    private String installHint() {
        String hint = exec.text("installHint").strip();
        return hint.isEmpty() ? "Install the plugin, or add its folder to PATH." : hint;
    }

    private Path find() throws SourceException {
        String command = command();
        if (command.isEmpty()) {
            throw problem("has no command", "Add the command to the kubeconfig.");
        }
        if (command.contains("/") || command.contains(File.separator)) {
            Path path = exec.folder().resolve(command);
            if (!Files.isExecutable(path)) {
                throw problem("does not exist or is not executable", installHint());
            }
            return path;
        }
        String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
        for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
            for (String ending : endings()) {
                Path candidate = Path.of(folder.isEmpty() ? "." : folder).resolve(command + ending);
                if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                    return candidate.toAbsolutePath();
                }
            }
        }
        throw problem("was not found in PATH", installHint());
    }

    private List<String> endings() {
        String endings = environment.getOrDefault("PATHEXT", "");
        return endings.isEmpty() ? List.of("") : List.of((";" + endings.toLowerCase(Locale.ROOT)).split(";", -1));
    }

    private String info() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonObjects.factory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("apiVersion", exec.text("apiVersion"));
            json.writeStringProperty("kind", "ExecCredential");
            json.writeObjectPropertyStart("spec");
            json.writeBooleanProperty("interactive", false);
            if (exec.isTrue("provideClusterInfo")) {
                clusterInfo(json);
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }

    private void clusterInfo(JsonGenerator json) {
        json.writeObjectPropertyStart("cluster");
        for (String field : List.of("server", "tls-server-name", "certificate-authority-data", "proxy-url")) {
            if (!cluster.text(field).isEmpty()) {
                json.writeStringProperty(field, cluster.text(field));
            }
        }
        json.writeBooleanProperty("insecure-skip-tls-verify", cluster.isTrue("insecure-skip-tls-verify"));
        json.writeEndObject();
    }

    private static CompletableFuture<String> drain(InputStream in) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (in) {
                byte[] start = in.readNBytes(MAX_OUTPUT_BYTES);
                text.complete(new String(start, StandardCharsets.UTF_8));
                in.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException e) {
                text.complete("");
            }
        });
        return text;
    }

    private void await(Process process, ReadProgress progress) throws SourceException {
        Instant end = Instant.now().plus(limit);
        try {
            while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                if (progress.isCancelled()) {
                    throw new SourceException(exec.name(), "Reading was stopped", "");
                }
                if (Instant.now().isAfter(end)) {
                    throw problem(
                            "did not finish within " + limit.toSeconds() + " seconds",
                            "Run kubectl once in a terminal to answer any prompts, then retry.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(exec.name(), "Reading was stopped", "", e);
        }
    }

    private static String collected(CompletableFuture<String> text) {
        try {
            return text.get(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } catch (ExecutionException | TimeoutException e) {
            return "";
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String said(String errors) {
        String text = errors.strip();
        String last = text.length() > SHOWN_ERROR ? text.substring(text.length() - SHOWN_ERROR) : text;
        return last.isEmpty() ? "" : ": " + last.replaceAll("\\p{Cntrl}+", " ");
    }

    private Credential credential(String output, String errors) throws SourceException {
        Tree tree;
        try {
            tree = JsonObjects.readWhole(new ByteArrayInputStream(output.getBytes(StandardCharsets.UTF_8)));
        } catch (BrokenDocumentException e) {
            throw problem("did not print an ExecCredential" + said(errors), "Run the plugin in a terminal to see why.");
        }
        if (!(tree instanceof Tree.Fields root)) {
            throw problem("did not print an ExecCredential" + said(errors), "Run the plugin in a terminal to see why.");
        }
        KubeEntry status = new KubeEntry(exec.name(), root, exec.file()).inner("status");
        Credential credential = new Credential(
                status.text("token"),
                status.text("clientCertificateData"),
                status.text("clientKeyData"),
                expiry(status.text("expirationTimestamp")));
        if (credential.token().isEmpty() && credential.certificate().isEmpty()) {
            throw problem("returned neither a token nor a certificate" + said(errors), "Log in again, then retry.");
        }
        if (credential.expires().isBefore(Instant.now())) {
            throw problem("returned a credential that expired at " + credential.expires(), "Log in again, then retry.");
        }
        return credential;
    }

    private static Instant expiry(String text) {
        try {
            return text.isEmpty()
                    ? Instant.MAX
                    : java.time.OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return Instant.MAX;
        }
    }
}
