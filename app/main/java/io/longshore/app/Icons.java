package io.longshore.app;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import javafx.scene.image.Image;
import javafx.scene.image.ImageView;

/// The product's mark in its rendered sizes.
final class Icons {
    private static final List<Integer> SIZES = List.of(16, 32, 48, 64, 128, 256, 512);
    /// The head shows it at 40 pixels, sharp on a display of twice the density.
    private static final int HEAD_SOURCE = 128;
    private static final double HEAD = 44;

    private Icons() {}

    /// All sizes, for the window manager to choose from.
    static List<Image> all() {
        return SIZES.stream().map(Icons::image).toList();
    }

    /// The mark for the head of the window.
    static ImageView mark() {
        ImageView mark = new ImageView(image(HEAD_SOURCE));
        mark.setFitWidth(HEAD);
        mark.setFitHeight(HEAD);
        return mark;
    }

    /// Where the sizes are on the class path.
    static Stream<String> paths() {
        return SIZES.stream().map(Icons::path);
    }

    private static Image image(int size) {
        return new Image(Objects.requireNonNull(Icons.class.getResource(path(size)), "the icon is missing").toString());
    }

    private static String path(int size) {
        return "/io/longshore/app/icons/longshore-" + size + ".png";
    }
}
