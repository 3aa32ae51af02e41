package diag

// recognizeMessages is filled by the part of the product that it is named after.
var recognizeMessages = map[Code]message{}
