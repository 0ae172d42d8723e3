package dev.guise.cluster.read;

import dev.guise.cluster.Shown;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/// What went wrong with a file, in words.
public final class Failure {
    private Failure() {}

    public static String describe(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "no permission";
            case NoSuchFileException _ -> "there is no such file";
            case FileNotFoundException _ -> "there is no such file, or no permission";
            case EOFException _ -> "cut off: it ends in the middle";
            case CharacterCodingException _ -> "it has bytes that are not UTF-8 text";
            case FileSystemLoopException _ -> "a link leads back to a folder above it";
            default -> Shown.plain(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        };
    }
}
