package dev.coop.transport.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S2: by default nobody but this machine, and other machines only with a token. */
class BindRuleTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"})
    void onLoopbackNoTokenIsNeeded(String address) {
        assertThat(BindRule.refuse(InetAddress.ofLiteral(address), false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "10.0.0.1", "169.254.0.1", "2001:db8::1", "::ffff:10.0.0.1"})
    void elsewhereItIsAndTheSentenceSaysWhatToDo(String address) {
        InetAddress elsewhere = InetAddress.ofLiteral(address);

        assertThat(BindRule.refuse(elsewhere, true)).isEmpty();
        assertThat(BindRule.refuse(elsewhere, false))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .contains(elsewhere.getHostAddress(), "COOP_AUTH_TOKEN", "--auth-token-file", "--host"));
    }
}
