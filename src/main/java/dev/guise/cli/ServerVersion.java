package dev.guise.cli;

import dev.guise.rbac.ServerProfile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads versions such as `1.36`, `v1.36.2` or `1.35+`.
final class ServerVersion implements ITypeConverter<ServerProfile> {
    private static final Pattern VERSION = Pattern.compile("v?(\\d{1,3})\\.(\\d{1,4})(?:[.+-].*)?");

    @Override
    public ServerProfile convert(String value) {
        Matcher version = VERSION.matcher(value);
        if (!version.matches()) {
            throw new TypeConversionException("'" + value + "' is not a version; use one such as 1.36");
        }
        String name = value.startsWith("v") ? value : "v" + value;
        return ServerProfile.ofVersion(name, Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)));
    }
}
