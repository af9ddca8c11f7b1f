package io.warbler.gateway.webclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.gateway.webclient.WebFile.Coding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class WebFileTest {

    private static final byte[] CONTENT = {1};
    private static final WebFile FILE = new WebFile(
            MediaType.TEXT_HTML,
            "\"1\"",
            false,
            Map.of(Coding.BROTLI, CONTENT, Coding.GZIP, CONTENT, Coding.IDENTITY, CONTENT));

    @Test
    void bestCodingThatIsAcceptedIsChosen() {
        assertThat(FILE.codingFor(List.of("gzip, deflate, br, zstd"))).isEqualTo(Coding.BROTLI);
        assertThat(FILE.codingFor(List.of("gzip;q=0.8", "BR;q=0.1"))).isEqualTo(Coding.BROTLI);
        assertThat(FILE.codingFor(List.of("gzip"))).isEqualTo(Coding.GZIP);
    }

    @Test
    void codingThatIsRefusedIsNotChosen() {
        assertThat(FILE.codingFor(List.of("br;q=0, gzip;q=0.0"))).isEqualTo(Coding.IDENTITY);
        assertThat(FILE.codingFor(List.of("brotli"))).isEqualTo(Coding.IDENTITY);
        assertThat(FILE.codingFor(List.of())).isEqualTo(Coding.IDENTITY);
    }

    @Test
    void fileWithoutSmallerFormsIsSentAsItIs() {
        var plain = new WebFile(MediaType.IMAGE_PNG, "\"1\"", false, Map.of(Coding.IDENTITY, CONTENT));

        assertThat(plain.codingFor(List.of("br, gzip"))).isEqualTo(Coding.IDENTITY);
    }
}
