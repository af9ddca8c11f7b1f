package io.warbler.bench.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavaHeapTest {

    @Test
    void g1IsOneRange() {
        var text = """
            4711:
             garbage-first heap   total reserved 393216K, committed 51200K, used 12345K [0x00000000e8000000, 0x0000000100000000)
              region size 1024K, 2 young (2048K), 1 survivors (1024K)
             Metaspace       used 6789K, committed 7000K, reserved 1114112K
            """;

        assertThat(JavaHeap.parse(text)).contains(new JavaHeap(12_345, 0xe800_0000L, 0x1_0000_0000L));
    }

    @Test
    void serialIsOneRangePerGeneration() {
        var text = """
             DefNew     total 14784K, used 1000K [0x00000000f4000000, 0x00000000f5000000, 0x00000000f8000000)
              eden space 13184K,  12% used [0x00000000f4000000, 0x00000000f4190000, 0x00000000f4ce0000)
             Tenured    total 32768K, used 20000K [0x00000000f8000000, 0x00000000fa000000, 0x0000000100000000)
               the  space 32768K,  61% used [0x00000000f8000000, 0x00000000f9388000, 0x00000000fa000000)
            """;

        assertThat(JavaHeap.parse(text)).contains(new JavaHeap(21_000, 0xf400_0000L, 0x1_0000_0000L));
    }

    @Test
    void otherTextIsNoHeap() {
        assertThat(JavaHeap.parse("com.sun.tools.attach.AttachNotSupportedException"))
                .isEmpty();
    }
}
