package dev.coop.cli.attach;

import dev.coop.cli.client.Target;
import dev.coop.cli.wire.Address;
import java.nio.file.Files;
import java.util.Optional;

/** Of somebody who just looks in. */
record GuestBond(Target target) implements Bond {
    @Override
    public boolean passOn(boolean again) {
        return false;
    }

    @Override
    public String speaker() {
        return "coop attach: ";
    }

    @Override
    public boolean wasAsked() {
        return false;
    }

    /** A host that ends in order removes its socket. */
    @Override
    public Optional<String> over() {
        boolean removed = target.endpoint().address() instanceof Address.Unix(var path) && !Files.exists(path);
        return removed ? Optional.of("the host has ended") : Optional.empty();
    }

    @Override
    public int code(HostEvent.Exited exit) {
        return exit.shellCode();
    }

    @Override
    public Optional<Integer> orderlyCode() {
        return Optional.empty();
    }
}
