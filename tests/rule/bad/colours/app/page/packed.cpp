auto colour = IM_COL32(31, 90, 140, 255);
