package dev.guise.ui.access;

import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.controlsfx.control.SearchableComboBox;

/// Chooses where. What is chosen stays while the places to choose from change.
final class PlaceBox extends SearchableComboBox<Place> {
    private boolean filling;

    PlaceBox(ObservableList<Place> places, ObjectProperty<Place> chosen) {
        setAccessibleText("Where");
        setPrefWidth(170);
        setVisibleRowCount(14);
        fill(places, chosen.get());
        places.addListener((ListChangeListener<Place>) change -> fill(places, chosen.get()));
        valueProperty().subscribe(place -> {
            if (place != null && !filling) {
                chosen.set(place);
            }
        });
    }

    private void fill(ObservableList<Place> places, Place chosen) {
        filling = true;
        getItems().setAll(places);
        if (!getItems().contains(chosen)) {
            getItems().addFirst(chosen);
        }
        setValue(chosen);
        filling = false;
    }
}
