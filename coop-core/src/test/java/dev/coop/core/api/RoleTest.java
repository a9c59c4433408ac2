package dev.coop.core.api;

import static dev.coop.core.api.Role.ADMIN;
import static dev.coop.core.api.Role.DRIVE;
import static dev.coop.core.api.Role.OBSERVE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoleTest {
    @Test
    void eachRoleMayDoWhatTheOnesBeforeItMay() {
        assertThat(ADMIN.covers(DRIVE)).isTrue();
        assertThat(ADMIN.covers(OBSERVE)).isTrue();
        assertThat(DRIVE.covers(OBSERVE)).isTrue();
        assertThat(DRIVE.covers(DRIVE)).isTrue();
        assertThat(OBSERVE.covers(DRIVE)).isFalse();
        assertThat(DRIVE.covers(ADMIN)).isFalse();
    }
}
