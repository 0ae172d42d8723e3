package dev.guise.ui.common.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// What the process was given by its system: variables and properties. The only class of the window that reads them.
public final class Environment {

    /// The families of systems that differ in where things are kept.
    public enum Family {
        LINUX,
        MAC,
        WINDOWS
    }

    private static final String DIRECTORY = "guise";

    private final Map<String, String> variables;
    private final Properties properties;

    public Environment(Map<String, String> variables, Properties properties) {
        this.variables = Map.copyOf(variables);
        this.properties = (Properties) properties.clone();
    }

    /// What this process was given.
    public static Environment ofProcess() {
        return new Environment(System.getenv(), System.getProperties());
    }

    public Family family() {
        String name = property("os.name").orElse("").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return Family.WINDOWS;
        }
        return name.startsWith("mac") ? Family.MAC : Family.LINUX;
    }

    /// The person's home directory.
    public Path home() {
        return Path.of(property("user.home").orElse("."));
    }

    /// Where settings are kept: `$XDG_CONFIG_HOME/guise` or `~/.config/guise`, `%APPDATA%\guise`,
    /// `~/Library/Application Support/guise`. The property `guise.config` wins. It need not exist.
    public Path configDirectory() {
        Optional<String> given = property("guise.config");
        if (given.isPresent()) {
            return Path.of(given.get());
        }
        return switch (family()) {
            case WINDOWS ->
                variable("APPDATA").map(Path::of).orElseGet(this::roaming).resolve(DIRECTORY);
            case MAC -> home().resolve("Library").resolve("Application Support").resolve(DIRECTORY);
            case LINUX -> xdgConfig().resolve(DIRECTORY);
        };
    }

    // The XDG specification: a relative path is to be ignored.
    private Path xdgConfig() {
        return variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> home().resolve(".config"));
    }

    private Path roaming() {
        return home().resolve("AppData").resolve("Roaming");
    }

    /// Whether the window is to show itself without a person and to close: the property `guise.rehearsal`.
    public boolean isRehearsal() {
        return property("guise.rehearsal").isPresent();
    }

    /// The search path for programs, `""` when there is none.
    public String path() {
        return variable("PATH").orElse("");
    }

    /// All variables, for programs started for the person.
    public Map<String, String> variables() {
        return variables;
    }

    /// A variable that is set and not empty.
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    private Optional<String> property(String name) {
        return Optional.ofNullable(properties.getProperty(name)).filter(value -> !value.isEmpty());
    }
}
