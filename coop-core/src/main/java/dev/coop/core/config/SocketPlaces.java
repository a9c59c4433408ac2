package dev.coop.core.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the Unix sockets of a user's hosts are. The one rule for hosts, which make them there, and for clients, which look
 * for them there:
 *
 * <ol>
 *   <li>{@code $XDG_RUNTIME_DIR/coop/NAME.sock};
 *   <li>{@code $XDG_STATE_HOME/coop/NAME.sock}, which without that variable is in {@code ~/.local/state}.
 * </ol>
 *
 * <p>A host takes the first of the two that it can make; a client looks into both. As the XDG specification wants it, a
 * variable that is empty or no absolute path counts as unset. Nothing here looks at the disk.
 */
public final class SocketPlaces {
    /** The kernel has 108 bytes for the path of a Unix socket, and one of them ends it (unix(7)). */
    public static final int MAX_PATH_BYTES = 107;

    private static final String FOLDER = "coop";
    private static final String ENDING = ".sock";

    private final List<Path> folders;

    private SocketPlaces(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** The places of the user whose environment this is. */
    public static SocketPlaces of(Map<String, String> environment) {
        List<Path> folders = new ArrayList<>();
        StateDirectory.absolute(environment, "XDG_RUNTIME_DIR")
                .ifPresent(runtime -> folders.add(runtime.resolve(FOLDER)));
        StateDirectory.chosen(environment).ifPresent(folders::add);
        return new SocketPlaces(folders);
    }

    /** The directories, best first; whether they exist is another matter. Empty when not even {@code HOME} is set. */
    public List<Path> folders() {
        return folders;
    }

    /** Where a host of this name may listen, best first; without the paths that are too long for the kernel. */
    public List<Path> sockets(String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name + ENDING))
                .filter(SocketPlaces::fits)
                .toList();
    }

    /** Whether the kernel takes the path as that of a Unix socket. */
    public static boolean fits(Path socket) {
        return socket.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_PATH_BYTES;
    }

    /** The name of the host whose socket a file in one of the folders is; empty for other files. */
    public static Optional<String> name(Path socket) {
        Path file = socket.getFileName();
        String text = file == null ? "" : file.toString();
        return text.endsWith(ENDING) && text.length() > ENDING.length()
                ? Optional.of(text.substring(0, text.length() - ENDING.length()))
                : Optional.empty();
    }
}
