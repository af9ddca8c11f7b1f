package io.warbler.chaos.cli;

import io.warbler.chaos.run.Experiment;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `owner-killed`.
final class ExperimentName implements ITypeConverter<Experiment> {

    @Override
    public Experiment convert(String name) {
        try {
            return Experiment.named(name);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
