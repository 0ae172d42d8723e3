import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/// Lets a packaged program show itself once, keeps what Java records of its classes meanwhile (an AOT cache) in the
/// application's folder, and tells the launcher of it: the next starts take about half the time.
///
/// Usage: `java AotCache.java LAUNCHER APPLICATION-FOLDER`. Without a display it uses JavaFX's headless one.
final class AotCache {
    private static final String CACHE = "guise.aot";

    private AotCache() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path launcher = Path.of(args[0]).toAbsolutePath();
        Path folder = Path.of(args[1]).toAbsolutePath();
        Path cache = folder.resolve(CACHE);
        Files.deleteIfExists(cache);
        int status = rehearse(launcher, cache, Files.createTempDirectory("guise-rehearsal"));
        if (status != 0 || !Files.exists(cache)) {
            System.err.println("AotCache: " + launcher + " ended with " + status + " and left no " + cache + ".");
            System.exit(1);
        }
        Path options = folder.resolve("guise.cfg");
        String line = "java-options=-XX:AOTCache=$APPDIR/" + CACHE;
        if (!Files.readAllLines(options).contains(line)) {
            Files.write(options, List.of(line), StandardOpenOption.APPEND);
        }
    }

    // Its settings are its own: what this machine's person chose is no part of the package.
    private static int rehearse(Path launcher, Path cache, Path settings) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString()).inheritIO();
        Map<String, String> variables = builder.environment();
        String options = "-XX:AOTCacheOutput=" + cache + " -Dguise.rehearsal=yes -Dguise.config=" + settings;
        boolean display = variables.containsKey("DISPLAY") || variables.containsKey("WAYLAND_DISPLAY");
        boolean linux = System.getProperty("os.name", "").startsWith("Linux");
        variables.put(
                "JAVA_TOOL_OPTIONS",
                linux && !display ? options + " -Dglass.platform=Headless -Dprism.order=sw" : options);
        return builder.start().waitFor();
    }
}
