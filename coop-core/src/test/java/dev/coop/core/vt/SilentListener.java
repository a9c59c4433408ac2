package dev.coop.core.vt;

/** For terminals whose answers nobody reads. */
final class SilentListener implements TerminalListener {
    @Override
    public void answer(byte[] bytes) {}
}
