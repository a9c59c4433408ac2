package dev.coop.core.session;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What an uploaded file is called: the last part of the name that the client gave, without what would lead elsewhere.
 *
 * <p>A second {@code plan.md} is {@code plan.1.md}.
 */
record UploadName(String stem, String extension) {
    /** Bytes: what the file systems of Linux take. */
    static final int MAX_BYTES = 255;

    /** Bytes. What is longer behind the last dot is no extension. */
    private static final int MAX_EXTENSION_BYTES = 32;

    static UploadName of(String given) throws UploadRefused {
        String base = "";
        for (String part : given.split("/", -1)) {
            if (!part.isEmpty() && !part.equals(".")) {
                base = part;
            }
        }
        if (base.isEmpty() || base.equals("..")) {
            throw new UploadRefused(UploadRefused.Reason.INVALID_NAME, "invalid filename");
        }
        String safe = cut(spellable(base.replace('\0', '_').replace('\\', '_')), MAX_BYTES);
        int dot = safe.lastIndexOf('.');
        boolean hasExtension = dot > 0 && bytes(safe.substring(dot)) <= MAX_EXTENSION_BYTES;
        return hasExtension ? new UploadName(safe.substring(0, dot), safe.substring(dot)) : new UploadName(safe, "");
    }

    /** In a locale without UTF-8 the JDK can't name every file. */
    private static String spellable(String name) {
        try {
            return Path.of(name).toString();
        } catch (InvalidPathException notInThisLocale) {
            return name.replaceAll("[^\\x20-\\x7e]", "_");
        }
    }

    /** The name, or for 1 and more the one that is tried when it is taken. */
    String numbered(int number) {
        if (number == 0) {
            return stem + extension;
        }
        String end = "." + number + extension;
        return cut(stem, MAX_BYTES - bytes(end)) + end;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Cuts no character in two. */
    private static String cut(String text, int maxBytes) {
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int next = end + Character.charCount(text.codePointAt(end));
            bytes += bytes(text.substring(end, next));
            if (bytes > maxBytes) {
                break;
            }
            end = next;
        }
        return text.substring(0, end);
    }
}
