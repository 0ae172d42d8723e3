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
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "the file does not exist";
            case FileNotFoundException _ -> "the file does not exist, or permission denied";
            case EOFException _ -> "truncated: it ends unexpectedly";
            case CharacterCodingException _ -> "it contains bytes that are not valid UTF-8";
            case FileSystemLoopException _ -> "a link points back to a parent folder";
            default -> Shown.plain(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        };
    }
}
