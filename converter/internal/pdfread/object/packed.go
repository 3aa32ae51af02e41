package object

import "fmt"

// packed is an object stream, unpacked.
type packed struct {
	data  []byte
	place map[int]int // of each object by its number
}

// unpack reads an object out of an object stream (7.5.7).
func (f *File) unpack(stream, number int) (Object, error) {
	s, err := f.objectStream(stream)
	if err != nil {
		return nil, err
	}
	place, ok := s.place[number]
	if !ok {
		return nil, fmt.Errorf("%w: it is not in its object stream", ErrBroken)
	}
	return f.read(&parser{f: f, data: s.data, pos: place}, (*parser).object)
}

// objectStream unpacks an object stream, once. It cannot stand in another one: objects in there are no streams.
func (f *File) objectStream(number int) (*packed, error) {
	if s := f.packed[number]; s != nil {
		return s, nil
	}
	o, err := f.load(number)
	if err != nil {
		return nil, err
	}
	stream, ok := o.(*Stream)
	if !ok || stream.Dict["Type"] != Name("ObjStm") {
		return nil, fmt.Errorf("%w: object %d is no object stream", ErrBroken, number)
	}
	data, err := f.decode(stream)
	if err != nil {
		return nil, err
	}
	s, err := f.index(stream.Dict, data)
	if err != nil {
		return nil, err
	}
	f.packed[number] = s
	return s, nil
}

// index reads the head of an object stream: pairs of an object's number and place.
func (f *File) index(dict Dict, data []byte) (*packed, error) {
	count, _ := dict["N"].(Integer)
	first, ok := dict["First"].(Integer)
	if !ok || first < 0 || int64(first) > int64(len(data)) {
		return nil, fmt.Errorf("%w: the head of an object stream", ErrBroken)
	}
	s := &packed{data: data, place: map[int]int{}}
	p := &parser{f: f, data: data[:first]}
	for i := Integer(0); i < count; i++ {
		if err := f.count(2); err != nil {
			return nil, err
		}
		number, ok := p.number()
		offset, ok2 := p.number()
		if !ok || !ok2 {
			return nil, p.broken("the head of an object stream")
		}
		s.place[number] = int(first) + offset
	}
	return s, nil
}
